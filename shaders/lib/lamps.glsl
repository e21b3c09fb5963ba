// Light of the street lamps: those of the fragment's square of the ground (renderer/world/lamp_grid.h).

// 0 by day; lamps go on together when it has become dim.
float lampsOn() { return smoothstep(0.35, 0.75, sky.night); }

// Irradiance / pi on a surface. `soft`: how far light wraps round it (leaves).
vec3 lampLight(vec3 rel, vec3 normal, float soft) {
    float on = lampsOn();
    if (on <= 0.0 || frame.lampSize.x == 0u) return vec3(0.0);
    vec2 square = (frame.eye.xy + rel.xy - frame.lampGrid.xy) * frame.lampGrid.z;
    if (any(lessThan(square, vec2(0.0))) || any(greaterThanEqual(square, vec2(frame.lampSize)))) return vec3(0.0);
    uint cell = uint(square.y) * frame.lampSize.x + uint(square.x);
    float sum = 0.0;
    for (uint i = frame.town.lampCells.rows[cell]; i < frame.town.lampCells.rows[cell + 1u]; ++i) {
        LampRow lamp = frame.town.lamps.rows[i];
        vec3 way = (lamp.at - frame.eye) - frame.eyeLow - rel;
        float distance2 = dot(way, way), reach2 = lamp.reach * lamp.reach;
        if (distance2 >= reach2) continue;
        uint stage = stageOf(frame.town.states.rows[lamp.element]);
        if (stage != kStageExisting && stage != kStageBuilt && stage != kStageToGo) continue;
        float distance = sqrt(distance2);
        float facing = clamp((dot(normal, way) / distance + soft) / (1.0 + soft), 0.0, 1.0);
        // A street lantern throws most of its light between its post and the next; its hood keeps it from going up.
        float steep = way.z / distance;
        float down = smoothstep(-0.12, 0.35, steep) * mix(1.0, 0.42, smoothstep(0.50, 1.0, steep));
        float window = 1.0 - (distance2 * distance2) / (reach2 * reach2);
        // All lamps light the ground at their foot alike: a high one is a strong one.
        sum += facing * down * window * window * reach2 / (distance2 + 0.02 * reach2);
    }
    return vec3(1.0, 0.70, 0.41) * (0.0092 * sum * on);
}
