// Which texel of the images of occlusion_*.comp an invocation works on: those of the picture, and `beyond` round it.
bool occlusionTexel(int beyond, out ivec2 at) {
    ivec2 shown = ivec2(frame.size + 1u) / 2;
    ivec2 inside = ivec2(gl_GlobalInvocationID.xy) - beyond;
    at = inside + int(kOcclusionMargin);
    return all(lessThan(inside, shown + beyond));
}
