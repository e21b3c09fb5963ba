// Which samples of a pixel a share of it covers. Things differ in the sample they begin with and in how they round, so that
// several thin ones, one behind the other, cover more together than each alone; none changes from frame to frame.
int coverage(float alpha, uint samples, float luck) {
    uint count = uint(clamp(alpha * float(samples) + fract(luck * 7.31), 0.0, float(samples)));
    uint bits = (1u << count) - 1u, first = uint(luck * 255.0) % samples;
    return int(bits << first | bits >> (samples - first));
}
