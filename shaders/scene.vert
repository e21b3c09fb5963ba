#version 460
// Vertices of the town: 16 bytes, quantised in their tile, drawn by the indirect commands of one list.
#extension GL_GOOGLE_include_directive : require
#include "shaders/lib/scene.glsl"
#include "shaders/lib/vertex.glsl"

layout(location = 0) out vec3 outRel;
layout(location = 1) out vec3 outNormal;
layout(location = 2) out vec2 outUv;
layout(location = 3) out float outOcclusion;
layout(location = 4) flat out uvec4 outFacts;  // material, state, element's seed with the variant, flags of the draw | variant << 8
layout(location = 5) flat out vec2 outRise;    // element's foot and top above sea level

void main() {
    DrawRow draw = frame.town.draws.rows[gl_InstanceIndex];
    vec3 rel = relativePosition(draw.tile);
    uint state = frame.town.states.rows[draw.element];
    ElementInfo element = frame.town.elements.rows[draw.element];
    outRel = rel;
    outNormal = octNormal(vertexNormal());
    outUv = vertexUv();
    outOcclusion = float(vertexOcclusion()) / 255.0;
    outFacts = uvec4(vertexMaterial(), state, element.seed ^ vertexVariant() * 2654435761u, draw.flags | vertexVariant() << 8);
    outRise = vec2(element.minZ, element.maxZ);
    vec4 clip = frame.viewProj * vec4(rel, 1.0);
    // Reversed z: a little more is a little nearer. What lies on the ground wins over coarse levels of the terrain.
    if ((draw.flags & 2u) != 0u) clip.z *= 1.0 + min(0.0035, 0.00004 * length(rel) + 0.0002);
    gl_Position = clip;
}
