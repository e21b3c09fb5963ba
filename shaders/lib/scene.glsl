// The tables every shader of the scene sees. Rows are looked up by the tables' addresses: of a look through a descriptor Mesa's
// software device makes a branch a lane and word, which takes it ten times as long to compile and is no quicker to run.
#include "shaders/lib/shared.glsl"
layout(buffer_reference) buffer ElementTable;
layout(buffer_reference) buffer StateTable;
layout(buffer_reference) buffer MaterialTable;
layout(buffer_reference) buffer TileTable;
layout(buffer_reference) buffer DrawTable;
layout(buffer_reference) buffer TreeTable;
layout(buffer_reference) buffer SpeciesTable;
layout(buffer_reference) buffer TreeListTable;
layout(buffer_reference) buffer TreeInstanceTable;
layout(buffer_reference) buffer LeanTreeTable;
layout(buffer_reference) buffer TreeGroupTable;
layout(buffer_reference) buffer LifeTable;
layout(buffer_reference) buffer LampTable;
layout(buffer_reference) buffer LampCellTable;
layout(buffer_reference) buffer HeightTable;
layout(buffer_reference) buffer CoverTable;
layout(buffer_reference) buffer SkyCornerTable;
layout(buffer_reference) buffer FrameTable;
#include "shaders/shared/frame.h"

#ifdef TREES_WRITE
#define TREES_ACCESS writeonly
#else
#define TREES_ACCESS readonly
#endif
layout(buffer_reference, scalar) readonly buffer ElementTable { ElementInfo rows[]; };
layout(buffer_reference, scalar) readonly buffer StateTable { uint rows[]; };
layout(buffer_reference, scalar) readonly buffer MaterialTable { MaterialRow rows[]; };
layout(buffer_reference, scalar) readonly buffer TileTable { TileRow rows[]; };
layout(buffer_reference, scalar) readonly buffer DrawTable { DrawRow rows[]; };
layout(buffer_reference, scalar) readonly buffer TreeTable { TreeRow rows[]; };
layout(buffer_reference, scalar) readonly buffer SpeciesTable { SpeciesRow rows[]; };
layout(buffer_reference, scalar) TREES_ACCESS buffer TreeListTable { uint rows[]; };
layout(buffer_reference, scalar) TREES_ACCESS buffer TreeInstanceTable { TreeInstance rows[]; };
layout(buffer_reference, scalar) TREES_ACCESS buffer LeanTreeTable { LeanTree rows[]; };
layout(buffer_reference, scalar) readonly buffer TreeGroupTable { CullGroup rows[]; };
layout(buffer_reference, scalar) readonly buffer LifeTable { LifeInstance rows[]; };
layout(buffer_reference, scalar) readonly buffer LampTable { LampRow rows[]; };
layout(buffer_reference, scalar) readonly buffer LampCellTable { uint rows[]; };
layout(buffer_reference, scalar) readonly buffer HeightTable { uint pairs[]; };  // row by row, two to a word
layout(buffer_reference, scalar) readonly buffer CoverTable { uint fours[]; };
layout(buffer_reference, scalar) readonly buffer SkyCornerTable { SkyCorner rows[]; };
layout(buffer_reference, scalar) readonly buffer FrameTable { FrameData data; };

#ifdef FRAME_PUSHED
layout(push_constant, scalar) uniform PushBlock {
#ifdef PUSH
    PUSH push;
#endif
    layout(offset = kFramePushAt) FrameTable frameTable;
};
#define frame frameTable.data
#elif defined(FRAME_BY_ADDRESS)
layout(set = 0, binding = kBindFrame, scalar) uniform FrameBlock { FrameTable frameTable; };  // FrameData begins with it
#define frame frameTable.data
#else
layout(set = 0, binding = kBindFrame, scalar) uniform FrameBlock { FrameData frame; };
#endif
#define sky frame.sky
const vec2 kWindDir = vec2(0.866, 0.5);  // where wind blows to: east-north-east
layout(set = 0, binding = kBindShadow) uniform sampler2DArrayShadow shadowMaps;
layout(set = 0, binding = kBindNoise) uniform sampler2D noiseMap;
layout(set = 0, binding = kBindSkyView) uniform sampler2D skyView;
layout(set = 0, binding = kBindGroundMap) uniform sampler2D groundMap;

uint stageOf(uint state) { return state & 255u; }
float progressOf(uint state) { return float(state >> 8 & 255u) / 255.0; }
// Being built or taken down.
bool isRising(uint state) {
    return stageOf(state) == kStageConstruction || (stageOf(state) == kStageToGo && progressOf(state) > 0.0);
}
uint flagsOf(uint state) { return state >> 24; }

uint hash(uint x) {
    x ^= x >> 16;
    x *= 0x7feb352du;
    x ^= x >> 15;
    x *= 0x846ca68bu;
    return x ^ x >> 16;
}
float hash01(uint x) { return float(hash(x) >> 8) / 16777216.0; }
