/* The part that every platform shares. */
#include "../firmware/television.c"
