package tvpass;

import static org.junit.jupiter.api.Assertions.assertEquals;

import android.os.SystemClock;
import org.junit.jupiter.api.Test;

/** On Android the clock of a flow is the one that goes on while the device sleeps. */
class AndroidClockTest {
    @Test
    void androidsClockCountsTheTimeInWhichTheDeviceSlept() {
        var elapsed = FlowClockKt.monotonicMillis("Dalvik");
        for (long millis : new long[] {5_000, 3_605_000}) {
            SystemClock.millis = millis;
            assertEquals(millis, elapsed.invoke());
        }
    }
}
