#version 460
// One triangle over the whole picture, at the far plane of reversed z.
layout(location = 0) out vec2 outNdc;
void main() {
    vec2 at = vec2(gl_VertexIndex == 1 ? 3.0 : -1.0, gl_VertexIndex == 2 ? 3.0 : -1.0);
    outNdc = at;
    gl_Position = vec4(at, 0.0, 1.0);
}
