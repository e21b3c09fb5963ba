// shaders/shared/far_tree.h: what draws of far trees are pushed.
#ifndef TWIN_SHARED_FAR_TREE_H
#define TWIN_SHARED_FAR_TREE_H

struct FarTreePush {
    SHARED_ADDRESS(TreeRuns) runs;
    uint run;  // which of them
    uint form;
    uint view;
    uint spare;
};
SHARED_ASSERT_SIZE(FarTreePush, 24)

#endif
