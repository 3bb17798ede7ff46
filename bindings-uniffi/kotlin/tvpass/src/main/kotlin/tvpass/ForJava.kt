@file:JvmName("Tvpass")

package tvpass

/** The calls that Java cannot name, since Kotlin's unsigned numbers are not Java's: [status] is that of HTTP. */
@Throws(TvpassException::class)
fun profiles(status: Int, body: ByteArray): List<Profile> = decodeProfiles(status.toUShort(), Redacted(body))

@Throws(TvpassException::class)
fun decisions(status: Int, body: ByteArray): List<Decision> = decodeDecisions(status.toUShort(), Redacted(body))

@Throws(TvpassException::class)
fun configuration(status: Int, body: ByteArray): Configuration = decodeConfiguration(status.toUShort(), Redacted(body))

@Throws(TvpassException::class)
fun session(status: Int, body: ByteArray): Session = decodeSession(status.toUShort(), Redacted(body))

@Throws(TvpassException::class)
fun sessionDetails(status: Int, body: ByteArray): SessionDetails =
    decodeSessionDetails(status.toUShort(), Redacted(body))

/** The status of HTTP, where the reason has one. */
val Reason.status: Int?
    get() = when (this) {
        is Reason.Service -> httpStatus.toInt()
        is Reason.Registration -> httpStatus.toInt()
        is Reason.NotApi -> httpStatus.toInt()
        is Reason.Malformed -> httpStatus.toInt()
        else -> null
    }

/** Makes [Settings], of which most may be left out. */
class SettingsBuilder(baseUrl: String, serviceProvider: String, softwareStatement: Secret, headers: Headers) {
    private var settings = Settings(baseUrl, serviceProvider, softwareStatement, headers)

    fun redirectUri(uri: String) = change { copy(redirectUri = uri) }

    fun pollIntervalMillis(millis: Int) = change { copy(pollIntervalMillis = millis.toUInt()) }

    fun build(): Settings = settings

    private inline fun change(with: Settings.() -> Settings) = apply { settings = settings.with() }
}

/** The facts that every device has to tell; [DeviceInfo] has the rest. */
fun deviceInfo(model: String, version: String, osName: OsName, osVersion: String, connectionType: String): DeviceInfo =
    DeviceInfo(
        model = model, version = version, osName = osName, osVersion = osVersion, connectionType = connectionType,
    )

/** Arguments of a sign-in, each of which may be null. */
@JvmOverloads
fun signInOptions(
    mvpd: String?, domainName: String? = null, redirectUrl: String? = null, place: SignInPlace? = null,
): SignInOptions = SignInOptions(mvpd, domainName, redirectUrl, place)
