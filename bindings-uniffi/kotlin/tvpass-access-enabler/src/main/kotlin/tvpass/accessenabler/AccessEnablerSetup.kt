package tvpass.accessenabler

import tvpass.FlowClock
import tvpass.Headers
import tvpass.Secret
import tvpass.SecretBytes
import tvpass.SignInPlace
import tvpass.SystemFlowClock
import tvpass.Transport

/**
 * The settings that the service needs now and that an SDK did not.
 *
 * @param softwareStatement that of an application registered for REST API V2.
 * @param headers those of the device, see [tvpass.headers].
 * @param redirectUrl the address at which a browser ends.
 * @param place [SignInPlace.THIS_DEVICE] opens a browser, [SignInPlace.OTHER_DEVICE_WITH_PICKER] shows a code.
 * @param load gives what [save] was given last; a store that fails throws an `IOException`.
 * @param save keeps what must survive a restart where the platform keeps secrets, and returns when it is kept.
 */
class AccessEnablerSetup(
    val baseUrl: String,
    val softwareStatement: Secret,
    val headers: Headers,
    val domainName: String,
    val redirectUrl: String,
    val place: SignInPlace = SignInPlace.THIS_DEVICE,
    val transport: Transport = Transport.ofPlatform(),
    val clock: FlowClock = SystemFlowClock,
    val load: suspend () -> SecretBytes?,
    val save: suspend (SecretBytes) -> Unit,
)
