/* A device, and the turns of its flows. */
#ifndef TURNS_H
#define TURNS_H

#include "tvpass.h"

extern tvpass_app app;
extern tvpass_installation installation;
extern tvpass_now now;
/* The step of the last turn, and the memory that its request lies in. */
extern tvpass_step step;
extern uint8_t memory[512];

/* The installation is registered, and has a token. */
void registered(void);

/* Hands an event to a flow, and writes its step. */
#define TURN(kind, flow, happened)                                                                            \
  do {                                                                                                        \
    const tvpass_event turned = (happened);                                                                   \
    CHECK(tvpass_##kind##_handle(flow, &app, &installation, &now, &turned, NULL) == TVPASS_RESULT_OK);        \
    CHECK(tvpass_##kind##_step(flow, &app, &installation, BUFFER(memory), &step, NULL) == TVPASS_RESULT_OK); \
  } while (0)

#endif
