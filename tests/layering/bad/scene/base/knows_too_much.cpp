// Breaks the rules on purpose; never compiled. The self-tests in tests/layering/CMakeLists.txt name its lines.
#include <vector>

// #include <assimp/scene.h>
# include <vulkan/vulkan.h>
#include "scene/base/result.h"
#include "renderer/renderer.h"
