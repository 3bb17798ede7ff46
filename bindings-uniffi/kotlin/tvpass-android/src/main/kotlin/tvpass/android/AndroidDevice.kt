package tvpass.android

import android.content.Context
import android.content.pm.PackageManager
import android.content.res.Configuration
import android.os.Build
import android.provider.Settings
import java.util.UUID
import tvpass.Device
import tvpass.DeviceInfo
import tvpass.HardwareType
import tvpass.OsFamily
import tvpass.OsName
import tvpass.OsVendor
import tvpass.Redacted
import tvpass.deviceIdentifierOfPlatform

/** This phone, tablet or television. [connectionType] is asked whenever [info] is read, since a device changes its network. */
class AndroidDevice(
    context: Context,
    private val connectionType: () -> String = { connectionTypeOf(context) },
) : Device {
    // R13: the platform's id leaves the device only as its hash. Some users of a device have none.
    override val identifier: Redacted<ByteArray> = deviceIdentifierOfPlatform(androidId(context)) ?: ownIdentifier(context)

    override val info: DeviceInfo
        get() = lasting.copy(connectionType = connectionType())

    private val lasting = context.resources.displayMetrics.let { display ->
        DeviceInfo(
            primaryHardwareType = hardwareType(context),
            model = Build.MODEL,
            version = Build.DEVICE,
            manufacturer = Build.MANUFACTURER,
            vendor = Build.BRAND,
            osName = OsName.Android,
            osFamily = OsFamily.Android,
            osVendor = if (Build.MANUFACTURER == "Amazon") OsVendor.Amazon else OsVendor.Google,
            osVersion = Build.VERSION.RELEASE,
            displayWidth = display.widthPixels.toUInt(),
            displayHeight = display.heightPixels.toUInt(),
            displayPpi = display.densityDpi.toUInt(),
            applicationId = context.packageName,
        )
    }

    private companion object {
        fun androidId(context: Context): String =
            Settings.Secure.getString(context.contentResolver, Settings.Secure.ANDROID_ID).orEmpty()

        /** Made once, and kept outside the file that [InstallationStore] overwrites. */
        fun ownIdentifier(context: Context): Redacted<ByteArray> {
            val preferences = context.getSharedPreferences("tvpass-device", Context.MODE_PRIVATE)
            val kept = preferences.getString("identifier", null)
            val identifier = kept ?: UUID.randomUUID().toString()
            // An id that is not kept would be another at the next start.
            check(kept != null || preferences.edit().putString("identifier", identifier).commit()) { "the id cannot be kept" }
            return Redacted(identifier.toByteArray())
        }

        fun hardwareType(context: Context): HardwareType {
            val configuration = context.resources.configuration
            val isTelevision = configuration.uiMode and Configuration.UI_MODE_TYPE_MASK == Configuration.UI_MODE_TYPE_TELEVISION
            return when {
                isTelevision -> HardwareType.Tv
                context.packageManager.hasSystemFeature(PackageManager.FEATURE_TELEPHONY) -> HardwareType.MobilePhone
                else -> HardwareType.Tablet
            }
        }
    }
}
