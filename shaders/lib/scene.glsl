// The tables every shader of the scene sees.
#extension GL_EXT_scalar_block_layout : require
#extension GL_EXT_nonuniform_qualifier : require
#define SHARED_ASSERT_SIZE(type, bytes)
#include "shaders/shared/frame.h"

layout(set = 0, binding = kBindFrame, scalar) uniform FrameBlock { FrameData frame; };
layout(set = 0, binding = kBindElements, scalar) readonly buffer ElementTable { ElementInfo elements[]; };
layout(set = 0, binding = kBindStates, scalar) readonly buffer StateTable { uint states[]; };
layout(set = 0, binding = kBindMaterials, scalar) readonly buffer MaterialTable { MaterialRow materials[]; };
layout(set = 0, binding = kBindTiles, scalar) readonly buffer TileTable { TileRow tiles[]; };
layout(set = 0, binding = kBindDraws, scalar) readonly buffer DrawTable { DrawRow draws[]; };
layout(set = 0, binding = kBindTrees, scalar) readonly buffer TreeTable { TreeRow trees[]; };
layout(set = 0, binding = kBindSpecies, scalar) readonly buffer SpeciesTable { SpeciesRow species[]; };
#ifdef SKY_WRITES
layout(set = 0, binding = kBindSky, scalar) buffer SkyTable { SkyState sky; };
#else
layout(set = 0, binding = kBindSky, scalar) readonly buffer SkyTable { SkyState sky; };
#endif
#ifdef TREES_WRITE
layout(set = 0, binding = kBindTreeList, scalar) writeonly buffer TreeListTable { uint treeList[]; };
layout(set = 0, binding = kBindTreeInstances, scalar) writeonly buffer TreeInstanceTable { TreeInstance treeInstances[]; };
layout(set = 0, binding = kBindTreeInstances, scalar) writeonly buffer LeanTreeTable { LeanTree leanTrees[]; };
#else
layout(set = 0, binding = kBindTreeList, scalar) readonly buffer TreeListTable { uint treeList[]; };
layout(set = 0, binding = kBindTreeInstances, scalar) readonly buffer TreeInstanceTable { TreeInstance treeInstances[]; };
layout(set = 0, binding = kBindTreeInstances, scalar) readonly buffer LeanTreeTable { LeanTree leanTrees[]; };
#endif
layout(set = 0, binding = kBindTreeGroups, scalar) readonly buffer TreeGroupTable { CullGroup treeGroups[]; };
layout(set = 0, binding = kBindShadow) uniform sampler2DArrayShadow shadowMaps;
layout(set = 0, binding = kBindNoise) uniform sampler2D noiseMap;
layout(set = 0, binding = kBindHeights) uniform usampler2D heightMap;
layout(set = 0, binding = kBindCover) uniform usampler2D coverMap;
layout(set = 0, binding = kBindSkyView) uniform sampler2D skyView;
layout(set = 0, binding = kBindGroundMap) uniform sampler2D groundMap;

uint stageOf(uint state) { return state & 255u; }
float progressOf(uint state) { return float(state >> 8 & 255u) / 255.0; }
uint flagsOf(uint state) { return state >> 24; }

uint hash(uint x) {
    x ^= x >> 16;
    x *= 0x7feb352du;
    x ^= x >> 15;
    x *= 0x846ca68bu;
    return x ^ x >> 16;
}
float hash01(uint x) { return float(hash(x) >> 8) / 16777216.0; }
