// shaders/shared/cull.h: what the culling passes are pushed. SHARED_ADDRESS is a buffer's GPU address.
#ifndef TWIN_SHARED_CULL_H
#define TWIN_SHARED_CULL_H

struct CullPush {
    SHARED_ADDRESS(Words) bits;         // a word a draw (or tree): which lists it is in
    SHARED_ADDRESS(Words) groupCounts;  // offsets, [list][group]; then rows of counts, four lists to a word
    SHARED_ADDRESS(Commands) commands;  // draws: [list][draw]; trees: [form][list], in drawing order
    SHARED_ADDRESS(CountsRef) counts;
    SHARED_ADDRESS(Meshes) meshes;     // trees: [form][level]
    SHARED_ADDRESS(Words) formRanges;  // trees: first group of each form and one more; first tree of each form
    SHARED_ADDRESS(TreeRuns) runs;     // trees: where each list lies, in drawing order
    SHARED_ADDRESS(DrawnRows) rows;    // draws: a row each
    SHARED_ADDRESS(Groups) table;      // draws: the groups that are resident (trees: TownTables::treeGroups)
    SHARED_ADDRESS(Words) seen;        // draws: a word each, 1: seen in the frame before
    uint items;                        // rows there is room for: how far apart lists lie
    uint groups;                       // that are resident
    uint resident;                     // rows that are
    uint spare;
};
SHARED_ASSERT_SIZE(CullPush, 96)

struct PyramidPush {  // a level of the depth pyramid; the first is made from the picture's depth
    SHARED_ADDRESS(Depths) pyramid;
    uvec2 fromSize, size;  // of the level above (or the picture), and of this: half as large, rounded up
    uint fromOffset, offset;
};

struct HiddenPush {
    SHARED_ADDRESS(Words) bits;
    SHARED_ADDRESS(Words) groupCounts;
    SHARED_ADDRESS(Commands) commands;
    SHARED_ADDRESS(CountsRef) counts;
    SHARED_ADDRESS(Groups) table;
    SHARED_ADDRESS(Words) seen;
    SHARED_ADDRESS(Depths) pyramid;
    vec2 jitterPx;
    uint items;
    uint groups;
};
SHARED_ASSERT_SIZE(HiddenPush, 72)

#endif
