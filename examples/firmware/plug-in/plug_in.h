/* The border between a host and its plug-ins, in the manner of RDK's Thunder: a plug-in is a shared library with one function,
 * the host calls its methods by name, and is told of what comes of them. */
#ifndef PLUG_IN_H
#define PLUG_IN_H

#include <stdint.h>

typedef struct plug_in_host {
  void *self;
  /* An event of a plug-in, on the plug-in's own thread. The text ends without a zero, and is gone after the call. */
  void (*notify)(void *self, const char *event, const char *text, uint32_t length);
  /* The method that was called last has ended, well or not. */
  void (*completed)(void *self, const char *call_sign, const char *method, int is_success);
} plug_in_host;

typedef struct plug_in {
  /* Its name, with the version of the library that it carries. */
  const char *call_sign;
  /* Starts it with the words of a command line; 0 if it cannot work with them. */
  int (*initialize)(const plug_in_host *host, int count, char **words);
  /* Begins a method: signIn, authorize or logout. One at a time; 0 if it is another, or if one is under way. */
  int (*invoke)(const char *method);
  /* Gives up what is under way, and ends its thread. */
  void (*deinitialize)(void);
} plug_in;

/* The one function that a plug-in shows, by its name. */
#define PLUG_IN_ENTRY "plug_in_entry"
typedef const plug_in *plug_in_entry_function(void);

#endif
