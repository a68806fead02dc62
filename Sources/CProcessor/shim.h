#pragma once

/// Brings the cache line that holds `address` into the second-level cache: the first is full of the block that is being
/// worked on. Never faults.
static inline void processor_prefetch(const void *address) { __builtin_prefetch(address, 0, 2); }

/// Tells the processor that this loop waits for another one.
static inline void processor_pause(void) {
#if defined(__x86_64__)
  __builtin_ia32_pause();
#elif defined(__aarch64__)
  __asm__ volatile("yield");
#endif
}

/// `SIMD8<Float>` in Swift. What follows is inlined, and thus compiled for the processor of the target that calls it.
typedef float processor_vector __attribute__((ext_vector_type(8)));
typedef int processor_mask __attribute__((ext_vector_type(8)));

/// √x of each lane, in one instruction: Swift's `squareRoot()` goes lane by lane, each with a branch for negative numbers.
static inline processor_vector processor_square_roots(processor_vector x) { return __builtin_elementwise_sqrt(x); }

/// x where `gate` is positive, 0 elsewhere. Swift's `replacing` has a branch for each lane until late in the compiler, which
/// therefore stops to inline functions that hold a dozen of them.
static inline processor_vector processor_gated(processor_vector x, processor_vector gate) {
  return (processor_vector)((processor_mask)x & (processor_mask)(gate > 0));
}
