/* Stands between a program for the Cortex-M4 and the library: each call that goes through is measured. The stack below the call
 * is painted before and read after, the system timer is read on both sides. Nothing of this is on the stack while the call
 * runs, so that arguments that lie there stay where they are. */
  .syntax unified
  .cpu cortex-m4
  .thumb

  /* No address, no small number and no text: a value that calls do not leave behind. */
  .equ PAINT, 0xa5c3965a
  .equ PAINTED_BYTES, 16384
  .equ TIMER_CURRENT, 0xe000e018

  .section .bss.watch, "aw", %nobits
  .align 2
  /* Number of the function, return address, r4 to r7. The library calls nothing that is watched, so that one is enough. */
watch_state:
  .space 24

  .section .text.watch, "ax", %progbits
  .global watch
  .thumb_func
watch:
  push {r4-r7}
  ldr r4, =watch_state
  str ip, [r4]
  str lr, [r4, #4]
  pop {r5-r7}
  str r5, [r4, #8]
  str r6, [r4, #12]
  str r7, [r4, #16]
  pop {r5}
  str r5, [r4, #20]

  ldr r5, =PAINT
  mov r7, sp
  sub r6, r7, #PAINTED_BYTES
1:
  str r5, [r6], #4
  cmp r6, r7
  blo 1b

  ldr r5, =watch_functions
  ldr r7, [r5, ip, lsl #2]
  ldr r5, =TIMER_CURRENT
  ldr r6, [r5]
  blx r7
  ldr r7, [r5]
  /* It counts down, in 24 bits. */
  subs r6, r6, r7
  ubfx r6, r6, #0, #24

  /* r0 and r1 hold the result. */
  ldr r2, =PAINT
  mov r7, sp
  sub r3, r7, #PAINTED_BYTES
2:
  cmp r3, r7
  bhs 3f
  ldr ip, [r3]
  cmp ip, r2
  bne 3f
  adds r3, r3, #4
  b 2b
3:
  subs r3, r7, r3

  ldr ip, [r4]
  ldr r7, =watch_deepest
  ldr r2, [r7, ip, lsl #2]
  cmp r3, r2
  it hi
  strhi r3, [r7, ip, lsl #2]
  ldr r7, =watch_longest
  ldr r2, [r7, ip, lsl #2]
  cmp r6, r2
  it hi
  strhi r6, [r7, ip, lsl #2]

  ldr lr, [r4, #4]
  ldr r5, [r4, #12]
  ldr r6, [r4, #16]
  ldr r7, [r4, #20]
  ldr r4, [r4, #8]
  bx lr

  /* A function whose cost is known: 1,024 bytes of stack, and 10,000 rounds of two instructions. */
  .section .text.watch_ruler, "ax", %progbits
  .global watch_ruler
  .thumb_func
watch_ruler:
  sub sp, sp, #1024
  str r0, [sp]
  movw r0, #10000
4:
  subs r0, r0, #1
  bne 4b
  add sp, sp, #1024
  bx lr
