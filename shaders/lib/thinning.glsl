// Far away fewer and wider trees stand for all of them, so that a forest stays a forest and costs little.
const float kThinBelowPx = 5.0;  // from medium quality up

// Share of the trees with this crown that is drawn at this distance, metres.
float keptOf(float crown, float distance, float belowPx) {
    return (frame.flags & kFrameFullDetail) != 0u ? 1.0 : clamp(crown / (frame.pixelAngle * distance) / belowPx, 0.12, 1.0);
}
float widerBy(float kept) { return inversesqrt(max(kept, 0.25)); }

// Of a tree as it is drawn in a view: camera 0, cascades 1 to 4.
float crownIn(uint view, TreeInstance tree) {
    vec3 centre = tree.foot + vec3(0.0, 0.0, 0.55 * tree.height);
    if (view > 2u) centre -= (frame.casterEye[view - 3u].xyz - frame.eye) - frame.eyeLow;
    return tree.crown * widerBy(keptOf(tree.crown, length(centre), kThinBelowPx));
}
