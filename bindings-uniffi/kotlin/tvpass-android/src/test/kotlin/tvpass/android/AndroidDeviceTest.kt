package tvpass.android

import android.content.ContentResolver
import android.content.Context
import android.content.ContextWrapper
import android.content.SharedPreferences
import android.content.res.Configuration
import android.content.res.Resources
import android.provider.Settings
import android.util.DisplayMetrics
import java.lang.reflect.Proxy
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertNotEquals
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.assertThrows
import tvpass.HardwareType
import tvpass.OsVendor

/** A television with Android is named alike at every start, with an id of the platform or without. */
class AndroidDeviceTest {
    private val kept = mutableMapOf<String, String>()
    private var isFull = false

    private fun identifier(androidId: String?): String {
        Settings.Secure.androidId = androidId
        return device().identifier.reveal().decodeToString()
    }

    private fun device(connectionType: () -> String = { "LAN" }) = AndroidDevice(context, connectionType)

    @Test
    fun `r13 the id of the platform leaves the device as its hash`() {
        assertEquals("f631bd37022cbaead4b5408e7216b814c4024f6b33a9f7170728a6769820d049", identifier("9f8c1d2e3b4a5f60"))
        assertEquals(emptyMap<String, String>(), kept)
    }

    @Test
    fun `r13 a user without an id of the platform has one of the application's own at every start`() {
        val first = identifier(null)
        assertEquals(first, identifier(null))
        assertEquals(first, identifier("0000000000000000"))
        kept.clear()
        assertNotEquals(first, identifier(null))
    }

    @Test
    fun `r12 an id that cannot be kept is none`() {
        isFull = true
        assertThrows<IllegalStateException> { identifier(null) }
    }

    @Test
    fun `r14 a Fire TV describes itself and is asked for its connection at each reading`() {
        Settings.Secure.androidId = "9f8c1d2e3b4a5f60"
        val connections = mutableListOf("LAN", "WiFi")
        val device = device(connections::removeFirst)
        val info = device.info
        assertEquals(listOf(HardwareType.Tv, OsVendor.Amazon, "AFTMM"), listOf(info.primaryHardwareType, info.osVendor, info.model))
        assertEquals(listOf(1920u, 1080u), listOf(info.displayWidth, info.displayHeight))
        assertEquals(listOf("LAN", "WiFi"), listOf(info.connectionType, device.info.connectionType))
    }

    private val context: Context = object : ContextWrapper(null) {
        override fun getContentResolver(): ContentResolver? = null

        override fun getResources() = television

        override fun getPackageName() = "com.example.tv"

        override fun getSharedPreferences(name: String, mode: Int) = preferences
    }

    private val television = object : Resources(javaClass.classLoader) {
        override fun getDisplayMetrics() = DisplayMetrics().apply { widthPixels = 1920; heightPixels = 1080; densityDpi = 320 }

        override fun getConfiguration() = Configuration().apply { uiMode = Configuration.UI_MODE_TYPE_TELEVISION }
    }

    private val preferences = proxy<SharedPreferences> { method, arguments ->
        if (method == "edit") editor() else kept[arguments[0]] ?: arguments[1]
    }

    private fun editor(): SharedPreferences.Editor {
        val changes = mutableMapOf<String, String>()
        lateinit var editor: SharedPreferences.Editor
        editor = proxy { method, arguments ->
            when (method) {
                "putString" -> editor.also { changes[arguments[0] as String] = arguments[1] as String }
                else -> !isFull.also { full -> if (!full) kept += changes }
            }
        }
        return editor
    }

    private inline fun <reified T> proxy(crossinline answer: (String, Array<Any?>) -> Any?): T =
        Proxy.newProxyInstance(T::class.java.classLoader, arrayOf(T::class.java)) { _, method, arguments ->
            answer(method.name, arguments ?: emptyArray())
        } as T
}
