// tests/app/soft_renderer.h: a Renderer without a GPU. It draws ground and boxes as flat colours by element and the
// interface for real, so that panels, picking and pictures are tested in milliseconds.
#pragma once

#include "renderer/renderer.h"
