package tvpass.android

import android.net.ConnectivityManager
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Test

class ConnectionTypeTest {
    @Test
    fun `each kind of network has its word and none is a word too since the header needs one`() {
        val words = listOf(
            ConnectivityManager.TYPE_WIFI, ConnectivityManager.TYPE_ETHERNET, ConnectivityManager.TYPE_MOBILE,
            ConnectivityManager.TYPE_BLUETOOTH, null,
        ).map(::connectionTypeOf)
        assertEquals(listOf("WiFi", "LAN", "Mobile", "Unknown", "Unknown"), words)
    }
}
