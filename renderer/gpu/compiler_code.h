// renderer/gpu/compiler_code.h: memory that a software device's shader compiler takes by having run.
#pragma once

namespace twin::render::gpu {

/// Lets the system take back the pages of LLVM's code, some 50 MiB, which Mesa's software device runs only while it compiles.
/// What is run again is mapped again, from the file. No allocation; some microseconds. Does nothing where there is no LLVM.
void forgetCompilerCode() noexcept;

/// Gives back what was freed on the heap, which the C library keeps for the thread that had it: tens of MiB after a first
/// start, whose compiling threads have ended, and after pictures of many triangles. Some ten milliseconds. Does nothing
/// where the library has no such call.
void giveBackFreedHeap() noexcept;

}  // namespace twin::render::gpu
