package tvpass.android

import android.content.Context
import android.net.ConnectivityManager

/**
 * The connection of this device in the words of `X-Device-Info`: `WiFi`, `LAN`, `Mobile`, or `Unknown` where there is none (R14).
 *
 * It needs the permission `ACCESS_NETWORK_STATE`, which the library's manifest asks for.
 */
fun connectionTypeOf(context: Context): String {
    val connectivity = context.getSystemService(Context.CONNECTIVITY_SERVICE) as? ConnectivityManager
    return connectionTypeOf(connectivity?.activeNetworkInfo?.type)
}

/** The word for one of Android's kinds of network. */
internal fun connectionTypeOf(network: Int?): String = when (network) {
    ConnectivityManager.TYPE_WIFI -> "WiFi"
    ConnectivityManager.TYPE_ETHERNET -> "LAN"
    ConnectivityManager.TYPE_MOBILE -> "Mobile"
    else -> "Unknown"
}
