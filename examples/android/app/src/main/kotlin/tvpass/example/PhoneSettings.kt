package tvpass.example

import tvpass.Headers
import tvpass.Picker
import tvpass.Secret
import tvpass.Sender
import tvpass.Settings

/** A phone speaks for the television: it leaves the headers of its own device out (R22). */
fun phoneSettings(baseUrl: String, softwareStatement: Secret) = Settings(
    baseUrl = baseUrl,
    serviceProvider = "REF30",
    softwareStatement = softwareStatement,
    headers = Headers(sender = Sender.SECONDARY_APPLICATION),
    domainName = "adobe.com",
    redirectUrl = "https://adobe.com",
    picker = Picker.HERE,
)
