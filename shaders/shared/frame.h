// shaders/shared/frame.h: tables and constants that C++ and GLSL read alike (scalar layout).
//
// C++ includes it through renderer/world/shared.h, which gives uint, vec3, mat4 and the rest their meaning.
// The table rows are those of scene/city/format.h, so that the pack's bytes go to the GPU as they are.
#ifndef TWIN_SHARED_FRAME_H
#define TWIN_SHARED_FRAME_H

const uint kMaxCascades = 4u;
const uint kViews = 5u;  // 0: the camera; 1 to 4: shadow cascades

// Lists of draws that culling fills.
const uint kListOpaque = 0u;
const uint kListTerrain = 1u;
const uint kListWater = 2u;
const uint kListBlend = 3u;
const uint kListPlanned = 4u;
const uint kListRising = 5u;  // cut out: under construction, or being taken down; from medium quality up hedges as well
const uint kListFar = 6u;     // software level: opaque, so far that windows are finer than a pixel or two
// With occlusion culling, which the software level has not, the same place holds what of kListOpaque was seen in the frame
// before, and from hiz_test.comp on what is seen in this one.
const uint kListSeen = kListFar;
const uint kListMarked = 7u;  // selected, hovered, part of a highlighted task
const uint kListShadow = 8u;  // 8 to 11: one a cascade
// Software level, which has no fourth cascade: what of kListOpaque is closed, so that what is turned away is not drawn.
const uint kListClosed = 11u;
const uint kDrawLists = 12u;
const uint kDrawCountWords = 3u;  // of a group: counts of four lists each
const uint kGroupSize = 64u;      // draws or trees a thread of the culling passes looks at, one after the other

const uint kTreeForms = 6u;
const uint kTreeLods = 3u;    // near, middle, far
const uint kTreeMeshes = 5u;  // meshes of a form: the levels, the one of the software level, and one without cut-outs
const uint kSolidTreeMesh = 4u;
// A far tree of the software level is a quad that faces the eye. Many are drawn as one instance, since there each instance
// costs as much as a dozen triangles.
const uint kFarTreeVertices = 4u;
const uint kFarTreeTriangles = 2u;
const uint kFarTreesAtOnce = 256u;
const uint kLeanTreeVertices = 20u;  // and the nearer tree of that level: renderer/world/tree_meshes.h
const uint kLeanTreeTriangles = 30u;
const uint kLeanTreesAtOnce = 32u;
// Pictures of trees (shaders/lib/impostor.glsl): a grid of so many squares a side for each form, in leaf and bare.
const uint kTreeViews = 6u;  // an even number: straight from above a picture has no upper side
const uint kTreeViewWidth = 32u, kTreeViewHeight = 64u;  // texels
const uint kTreeFormConifer = 2u, kTreeFormWeeping = 4u;
// Pictures of leaves (renderer/world/leaf_pictures.h), layers of one image.
const uint kLeafBroad = 0u, kLeafNarrow = 1u, kLeafNeedles = 2u, kLeafTwigs = 3u, kLeafPictures = 4u;
const uint kLeanSkyColumns = 32u, kLeanSkyRows = 18u;  // the lattice the software level's sky is worked out on
const uint kTreeLists = 7u;                            // a form: 3 for the camera, 4 for the cascades
const uint kTreeCountWords = 2u;                       // as of draws
const uint kTreeCommands = 10u;                        // a form: one a list, and the camera's without cut-outs

const uint kFacadeStyles = 8u;  // lib/facade.glsl
const uint kShopStyle = 5u;

const uint kStageHidden = 0u;
const uint kStageExisting = 1u;
const uint kStagePlanned = 2u;
const uint kStageConstruction = 3u;
const uint kStageBuilt = 4u;
const uint kStageToGo = 5u;

const uint kDrawHedge = 128u;   // city::kDrawHedge
const uint kDrawClosed = 256u;  // city::kDrawClosed

const uint kFrameCulling = 2u;
const uint kFrameMarked = 4u;         // some element is selected, hovered or highlighted
const uint kFrameFullDetail = 8u;     // no levels of detail, no thinned trees, nothing too small to draw
const uint kFrameShadowsStand = 16u;  // the shadow maps stay as they are: no list of casters is needed
const uint kFrameOcclusion = 64u;     // what other things hide is not drawn by the scene

// Texels (each 2 x 2 pixels) that the search for the sky sees beyond the picture's edge: its widest radius, and the blur's.
// A multiple of 4, like the pattern of its noise.
const uint kOcclusionMargin = 44u;

struct TownTables {                   // where the tables are
    SHARED_ADDRESS(FrameTable) self;  // the frame itself
    SHARED_ADDRESS(ElementTable) elements;
    SHARED_ADDRESS(StateTable) states;
    SHARED_ADDRESS(MaterialTable) materials;
    SHARED_ADDRESS(TileTable) tiles;
    SHARED_ADDRESS(DrawTable) draws;
    SHARED_ADDRESS(TreeTable) trees;
    SHARED_ADDRESS(SpeciesTable) species;
    SHARED_ADDRESS(TreeListTable) treeList;
    SHARED_ADDRESS(TreeInstanceTable) treeInstances;
    SHARED_ADDRESS(LeanTreeTable) leanTrees;  // the same, on the software level
    SHARED_ADDRESS(TreeGroupTable) treeGroups;
    SHARED_ADDRESS(LifeTable) life;
    SHARED_ADDRESS(LampTable) lamps;
    SHARED_ADDRESS(LampCellTable) lampCells;
    SHARED_ADDRESS(HeightTable) heights;
    SHARED_ADDRESS(CoverTable) cover;
    SHARED_ADDRESS(SkyCornerTable) skyCorners;  // of the software level
};

struct SkyCorner {  // of the lattice of the software level's sky; renderer/world/sky_corners.h
    vec3 colour;    // radiance of the sky there
    float cloud;    // 0 to 1: of the noise that clouds are made of
};

struct SkyState {  // what light there is; renderer/world/sky_table.h
    vec3 light;    // irradiance of the sun or moon on a surface that faces it
    float exposure;
    vec3 ambientUp;    // irradiance / pi from the sky on a surface that faces up
    float night;       // 0 by day, 1 at night: windows and lamps
    vec3 ambientDown;  // of the ground on one that faces down
    float starlight;
    vec3 hazeAway;                    // colour of far air, away from the sun
    float hazeDensity;                // a metre
    vec3 hazeSun;                     // and towards it
    float overcast;                   // 0: gaps between the clouds, 1: none
    vec3 sunAbove;                    // light of the sun or moon above the clouds
    float litWindows[kFacadeStyles];  // shares, by what is behind them, were it dark
};

struct FrameData {
    TownTables town;
    mat4 viewProj;    // camera-relative metres -> clip, reversed z, no far plane
    mat4 shadow[4];   // camera-relative metres -> the cascade's clip
    vec4 planes[30];  // 6 a view, camera-relative, inside is positive
    vec3 eye;         // local metres
    float seconds;
    vec3 eyeLow;  // what eye leaves out
    float dayOfYear;
    vec3 right;        // half the picture's width at distance 1
    float pixelAngle;  // size of a pixel at distance 1
    vec3 up;           // half the picture's height at distance 1
    uint layers;
    vec3 forward;  // to the middle of the picture, at depth 1
    uint flags;    // kFrame...
    vec3 toSun;
    float sunHeight;  // sine of the sun's elevation
    vec3 toMoon;
    float moonShare;
    vec3 toLight;  // sun by day, moon by night: what casts shadows
    float lightIsMoon;
    vec4 cascadeFar;    // metres from the eye, 0 for a cascade that is not there
    vec4 cascadeTexel;  // metres a texel
    // Where the levels and the thinning of what throws shadows into the third and fourth cascade are judged from, local
    // metres: it stays while their maps do.
    vec4 casterEye[2];
    vec3 secondScale;  // from the first cascade's clip to the second's: both lie along the light's axes
    vec3 secondShift;
    uvec2 size;  // pixels that are drawn
    uint cascades;
    uint shadowTaps;  // 1, 4, 9 or 25: how finely shadows are filtered
    float treeNearM;  // where tree levels change, metres, scaled by the size of the picture
    float treeFarM;
    vec4 heightGrid;  // west, south, 1 / step, height of value 0
    vec4 coverGrid;   // west, south, 1 / step, step
    uvec2 heightSize;
    uvec2 coverSize;
    float hour;         // of the day, local time
    vec4 weather;       // cloud, rain, lying snow, each 0 to 1; wind, metres a second
    vec4 lampGrid;      // west, south, 1 / size of a square
    uvec2 lampSize;     // squares
    vec2 groundScale;   // metres from the Cover grid's corner -> coordinates of the ground map
    float symbolic;     // 0 realistic to 1 a plan
    uvec2 full;         // pixels of the picture this is a part of; the picture itself as a rule
    ivec2 corner;       // of the part in it
    uvec2 pictureSize;  // pixels; `size` is what of it the scene is drawn at before it is enlarged
    SkyState sky;
};

struct ElementInfo {
    float minZ, maxZ;
    uint layer;
    uint seed;
};

struct DrawRow {
    vec3 centre;
    float radius;
    uint firstIndex, indexCount;
    int vertexOffset;
    uint element, tile, flags;
    float lodNear, lodFar;
};

struct DrawnRow {  // a draw as it stands today; written by draw_write.comp, an instance's attributes where speed counts
    vec3 corner;   // of its tile, camera-relative
    uint state;
    uint seed, flags;  // of its element; of the draw
    float minZ, maxZ;  // of its element
};

struct TileRow {
    float west, south, minZ, maxZ;
    uint firstDraw, drawCount, firstTree, treeCount;
};

struct MaterialRow {
    vec3 colour;
    float roughness;
    vec3 accent;
    uint kind;
    vec4 params;
    vec3 variation;
    float spare;
};

struct TreeRow {
    vec3 foot;
    float height, crown;
    uint element;
    uint speciesYaw;  // species | yaw << 16
    float growth;     // metres a year
};

struct SpeciesRow {
    uvec2 texts[5];
    vec3 leaf;
    uint form;
    vec3 autumn;
    float matureHeight, matureCrown, trunkShare;
    uint evergreen, blossoms;
};

struct LampRow {
    vec3 at;  // local metres
    float reach;
    uint element;
};

struct CullGroup {  // up to kGroupSize draws, or trees of one form, of one block that is resident
    uint first, count;
    uint form;  // trees
    uint seed;  // trees: number of the first in the town, wherever it stands on the device
    vec3 centre;
    float radius;
};

struct TreeInstance {  // a tree as it stands today; written by tree_cull.comp
    vec3 foot;         // camera-relative
    float height;
    float crown;
    uint leaf;  // rgba8, linear; alpha: how leafy
    float yaw;
    uint element;
};

struct LeanTree {  // the same on the software level
    vec3 foot;     // camera-relative
    float height;
    uint axis;       // two half floats: the crown's radius along the tree's own x
    uint low, high;  // rgba8: its colour, as shown, where least and where most light falls
    uint element;
};

struct LifeInstance {  // a person or a vehicle (renderer/world/life.h)
    vec3 at;           // camera-relative
    float yaw;         // clockwise from north
    uint rgba;
};

struct DrawCommand {  // VkDrawIndexedIndirectCommand
    uint indexCount, instanceCount, firstIndex;
    int vertexOffset;
    uint firstInstance;
};

struct MeshRange {  // of one form and level of tree
    uint firstIndex, indexCount;
    int vertexOffset;
    uint spare;
};

struct Counts {  // written by the culling passes; read as draw counts and by the CPU
    uint draws[kDrawLists];
    uint trees;  // drawn by the camera
    uint triangles;
    uint tested;
    uint empty;     // a bit for each list that holds nothing but its empty command
    uint occluded;  // of kListOpaque, not drawn because other things hide them
};

// Where the frame's address lies in what is pushed: after what passes push, in the 128 bytes that all devices have.
const uint kFramePushAt = 120u;

struct ScenePush {
    uint view;   // which of the views
    uint lift;   // 1: things on the ground are pulled towards the eye
    uint marks;  // the mask: flags of what is drawn, beside those of its state
    float spare;
};

struct TreeRun {  // of a form's list
    uint base, count;
};

struct TreeAtlasPush {
    uint form, view;
    float leafy;    // 1 in leaf, 0 bare
    float heightM;  // of the tree that is drawn: leaves have a size
};

struct ModelPush {
    mat4 place;  // model -> camera-relative metres
    vec4 colour;
    int texture_;  // into the texture table, or -1
    uint view;
    uint id;     // what picking answers
    uint flags;  // ElementFlags
};

struct SettlePush {
    uvec2 size;   // pixels
    uint before;  // pictures that are in the sums already
};

struct UiPush {
    vec2 scale, offset;
    uint texture_;
};

SHARED_ASSERT_SIZE(TownTables, 144)
SHARED_ASSERT_SIZE(SkyCorner, 16)
SHARED_ASSERT_SIZE(FrameData, 1440)
SHARED_ASSERT_SIZE(SkyState, 124)
SHARED_ASSERT_SIZE(ElementInfo, 16)
SHARED_ASSERT_SIZE(DrawRow, 48)
SHARED_ASSERT_SIZE(DrawnRow, 32)
SHARED_ASSERT_SIZE(TileRow, 32)
SHARED_ASSERT_SIZE(MaterialRow, 64)
SHARED_ASSERT_SIZE(TreeRow, 32)
SHARED_ASSERT_SIZE(SpeciesRow, 88)
SHARED_ASSERT_SIZE(LampRow, 20)
SHARED_ASSERT_SIZE(CullGroup, 32)
SHARED_ASSERT_SIZE(TreeInstance, 32)
SHARED_ASSERT_SIZE(LeanTree, 32)
SHARED_ASSERT_SIZE(LifeInstance, 20)
SHARED_ASSERT_SIZE(DrawCommand, 20)
SHARED_ASSERT_SIZE(Counts, 68)
SHARED_ASSERT_SIZE(ModelPush, 96)

// The set of descriptors.
const uint kBindFrame = 0u;
const uint kBindShadow = 16u;
const uint kBindNoise = 17u;
const uint kBindSkyView = 20u;
const uint kBindHdr = 21u;
const uint kBindMask = 22u;
const uint kBindTextures = 24u;
const uint kBindGroundMap = 25u;
const uint kBindBehind = 27u;
const uint kBindBehindDepth = 28u;
const uint kBindOcclusionDepth = 31u;
const uint kBindOcclusionRough = 32u;
const uint kBindOcclusionRoughTarget = 33u;
const uint kBindOcclusion = 34u;
const uint kBindOcclusionTarget = 35u;
const uint kBindShadowDepth = 38u;
const uint kBindTreeShapes = 39u;
const uint kBindTreeLights = 40u;
const uint kBindSettleSums = 41u;
const uint kBindSettlePicture = 42u;
const uint kBindSceneDepth = 43u;
const uint kBindLeaves = 44u;
const uint kMaxTextures = 512u;

#endif
