/* The functions of a platform, which are Go's. */
#include "_cgo_export.h"

static void tell(void *self, const char *what, tvpass_string text) {
  goTell(self, (char *)what, text);
}

television_platform platform_of(void *self) {
  television_platform platform = {self, goSend, goReceive, goClose, goNow, goWait, tell, goKeep};
  return platform;
}
