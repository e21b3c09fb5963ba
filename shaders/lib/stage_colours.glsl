// The colour each stage is known by, in pictures of every level.
const vec3 kPlanBlue = vec3(0.10, 0.36, 0.72);
const vec3 kWorkOrange = vec3(0.90, 0.34, 0.03);
const vec3 kBuiltGreen = vec3(0.05, 0.42, 0.30);
const vec3 kGoRed = vec3(0.62, 0.05, 0.04);
