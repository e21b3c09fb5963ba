// renderer/gpu/compiler_code.h: memory that a software device's shader compiler takes by having run.
#pragma once

namespace twin::render::gpu {

/// Lets the system take back the pages of LLVM's code, some 50 MiB, which Mesa's software device runs only while it compiles.
/// What is run again is mapped again, from the file. No allocation; some microseconds. Does nothing where there is no LLVM.
void forgetCompilerCode() noexcept;

}  // namespace twin::render::gpu
