#pragma once

/// Brings the cache line that holds `address` near. Never faults.
static inline void processor_prefetch(const void *address) { __builtin_prefetch(address, 0, 3); }

/// Tells the processor that this loop waits for another one.
static inline void processor_pause(void) {
#if defined(__x86_64__)
  __builtin_ia32_pause();
#elif defined(__aarch64__)
  __asm__ volatile("yield");
#endif
}
