package tvpass.android

import android.content.Context
import android.content.pm.PackageManager
import android.content.res.Configuration
import android.os.Build
import android.provider.Settings
import java.security.MessageDigest
import tvpass.Device
import tvpass.DeviceInfo
import tvpass.HardwareType
import tvpass.OsFamily
import tvpass.OsName
import tvpass.Redacted

/** This phone, tablet or television. */
class AndroidDevice(context: Context, connectionType: String) : Device {
    // R13: the platform's id leaves the device only as its hash.
    override val identifier: Redacted<ByteArray> = Redacted(sha256(androidId(context)))

    override val info: DeviceInfo = context.resources.displayMetrics.let { display ->
        DeviceInfo(
            primaryHardwareType = hardwareType(context),
            model = Build.MODEL,
            version = Build.DEVICE,
            manufacturer = Build.MANUFACTURER,
            vendor = Build.BRAND,
            osName = OsName.Android,
            osFamily = OsFamily.Android,
            osVersion = Build.VERSION.RELEASE,
            displayWidth = display.widthPixels.toUInt(),
            displayHeight = display.heightPixels.toUInt(),
            displayPpi = display.densityDpi.toUInt(),
            connectionType = connectionType,
            applicationId = context.packageName,
        )
    }

    private companion object {
        fun androidId(context: Context): String =
            Settings.Secure.getString(context.contentResolver, Settings.Secure.ANDROID_ID)

        fun sha256(text: String): ByteArray = MessageDigest.getInstance("SHA-256").digest(text.toByteArray())

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
