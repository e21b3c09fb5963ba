// Pictures of trees from all sides (octahedral impostors): which direction each picture of the atlas shows, and how a view
// from between three of them is put together. All in a tree's own frame and shape: 1 high, its crown as wide as kCrownRadius
// says, middle at the origin. Trees are squeezed from there into their own height and width; along the line of sight that
// squeezes their pictures alike, so that one atlas does for all.

// Of a crown, in heights, by form; the outlines' of renderer/world/tree_meshes.cpp.
const float kCrownRadius[6] = float[](0.35, 0.28, 0.17, 0.09, 0.27, 0.50);
const float kReach = 1.25;  // of a picture, in crown radii: clumps reach out 1.15, and smaller copies want an empty rim

// Towards the eye that sees the picture in this square of the grid; the grid is a half octahedron turned by 45 degrees, its
// rim the horizon.
vec3 towardsEye(uvec2 square) {
    vec2 e = 2.0 * vec2(square) / float(kTreeViews - 1u) - 1.0;
    vec2 t = 0.5 * vec2(e.x + e.y, e.x - e.y);
    return normalize(vec3(t, 1.0 - abs(t.x) - abs(t.y)));
}

// Where a direction (z >= 0) lies on the grid, 0 to kTreeViews - 1.
vec2 onGrid(vec3 dir) {
    vec2 t = dir.xy / (abs(dir.x) + abs(dir.y) + dir.z);
    return (0.5 + 0.5 * vec2(t.x + t.y, t.x - t.y)) * float(kTreeViews - 1u);
}

// What of a tree a picture shows: its sides, and half their lengths.
struct Face {
    vec3 right, up;
    vec2 extent;
};

Face faceOf(vec3 dir, uint form) {
    Face face;
    face.right = normalize(vec3(-dir.y, dir.x, 0.0));
    face.up = cross(dir, face.right);
    float radius = kReach * kCrownRadius[form];
    face.extent = vec2(radius, 0.55 * length(dir.xy) + radius * dir.z);
    return face;
}
