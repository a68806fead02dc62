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
