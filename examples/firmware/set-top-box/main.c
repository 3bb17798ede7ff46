/* A set-top box under Linux: signs in over a socket, asks to watch, logs out. */
#include <stdlib.h>

#include "box.h"
#include "options.h"
#include "television.h"

static int run(television *tv, const options *given) {
  if (television_run(tv, &television_sign_in) == TVPASS_STEP_KIND_STOP) {
    return EXIT_FAILURE;
  }
  if (given->watch != NULL && television_run(tv, &television_authorize) != TVPASS_STEP_KIND_PERMITTED) {
    return EXIT_FAILURE;
  }
  if (given->logout != NULL && television_run(tv, &television_logout) != TVPASS_STEP_KIND_SIGNED_OUT) {
    return EXIT_FAILURE;
  }
  return EXIT_SUCCESS;
}

int main(int count, char **arguments) {
  static television tv;
  static box self;
  options given;
  if (!options_parse(&given, "set-top-box", count, arguments)) {
    return 2;
  }
  return box_start(&self, &tv, &given) ? run(&tv, &given) : EXIT_FAILURE;
}
