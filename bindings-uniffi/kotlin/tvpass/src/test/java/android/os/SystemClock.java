package android.os;

/** Android's clock, of which the JVM has none; its time is what a test sets. */
public final class SystemClock {
    public static volatile long millis = 0;

    private SystemClock() {}

    public static long elapsedRealtime() {
        return millis;
    }
}
