package tvpass

/** The facts about a device that an application needs; a test brings its own. */
interface Device {
    /** An id that is stable over updates and restarts, and unique (R12). */
    val identifier: Redacted<ByteArray>

    /** The description of the device (R14). */
    val info: DeviceInfo
}

/**
 * The headers of a device that plays video, or of one where a person signs in for another.
 *
 * @throws TvpassException if the device does not say what the service requires.
 */
@JvmOverloads
@JvmName("headersOf")
fun Device.headers(sender: Sender = Sender.STREAMING_DEVICE) = Headers(
    sender = sender,
    apDeviceIdentifier = deviceIdentifierHeader(identifier),
    xDeviceInfo = deviceInfoHeader(info),
)
