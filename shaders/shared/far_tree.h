// shaders/shared/far_tree.h: what draws of the software level's trees, many at once, are pushed.
#ifndef TWIN_SHARED_FAR_TREE_H
#define TWIN_SHARED_FAR_TREE_H

struct FarTreePush {
    SHARED_ADDRESS(TreeRuns) runs;
    SHARED_ADDRESS(TreeCorners) corners;  // near trees: of the mesh of their form
    uint run;                             // which of them
    uint form;
    uint view;
    uint spare;
};
SHARED_ASSERT_SIZE(FarTreePush, 32)

#endif
