// The colour each stage is known by, in pictures of every level.
const vec3 kWorkOrange = vec3(0.90, 0.34, 0.03);
const vec3 kBuiltGreen = vec3(0.03, 0.25, 0.16);
const vec3 kGoRed = vec3(0.52, 0.03, 0.02);
const vec3 kMarkWhite = vec3(0.82, 0.82, 0.80);
