/* Arm's MPS2 board with a Cortex-M4 and a floating-point unit, as QEMU has it: `qemu-system-arm -M mps2-an386`. What is
 * printed and how it ended leave through semihosting, the debugger's door. */
#include "board.h"

/* From the linker's script. */
extern uint32_t data_start[], data_end[], bss_start[], bss_end[], stack_top[];
extern const uint32_t data_image[];

/* The compiler is told that nobody here returns to. */
void reset(void);
void fault(void);

#define SYS_WRITE0 0x04u
#define SYS_EXIT 0x18u
#define APPLICATION_EXIT 0x20026u
#define RUN_TIME_ERROR 0x20023u

#define COPROCESSOR_ACCESS (*(volatile uint32_t *)0xe000ed88u)
#define FULL_ACCESS_TO_FPU 0x00f00000u

typedef union vector {
  void (*handler)(void);
  uint32_t *stack;
} vector;

__attribute__((section(".vectors"), used)) static const vector vectors[16] = {
    {.stack = stack_top}, {reset}, {fault}, {fault}, {fault}, {fault}, {fault}, {fault},
    {fault},              {fault}, {fault}, {fault}, {fault}, {fault}, {fault}, {fault},
};

static void ask_debugger(uint32_t operation, uintptr_t argument) {
  register uint32_t r0 __asm__("r0") = operation;
  register uintptr_t r1 __asm__("r1") = argument;
  __asm__ volatile("bkpt #0xab" : "+r"(r0) : "r"(r1) : "memory");
}

void board_print(const char *bytes, uint32_t length) {
  char piece[64];
  uint32_t at = 0;
  while (at < length) {
    uint32_t filled = 0;
    while (filled < sizeof piece - 1 && at < length) {
      piece[filled++] = bytes[at++];
    }
    piece[filled] = '\0';
    ask_debugger(SYS_WRITE0, (uintptr_t)piece);
  }
}

void fault(void) {
  static const char message[] = "fault\n";
  board_print(message, sizeof message - 1);
  for (;;) {
    ask_debugger(SYS_EXIT, RUN_TIME_ERROR);
  }
}

void reset(void) {
  uint32_t *to;
  const uint32_t *from = data_image;
  int result;
  /* Code for the hard-float ABI may touch the floating-point unit anywhere. */
  COPROCESSOR_ACCESS |= FULL_ACCESS_TO_FPU;
  __asm__ volatile("dsb\n\tisb" ::: "memory");
  for (to = data_start; to < data_end; to++) {
    *to = *from++;
  }
  for (to = bss_start; to < bss_end; to++) {
    *to = 0;
  }
  result = program();
  for (;;) {
    ask_debugger(SYS_EXIT, result == 0 ? APPLICATION_EXIT : RUN_TIME_ERROR);
  }
}
