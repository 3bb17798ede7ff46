package tvpass.example

import tvpass.Device
import tvpass.Secret
import tvpass.Sender
import tvpass.Settings
import tvpass.headers

/** A phone on which a person signs in for a television. */
fun phoneSettings(baseUrl: String, softwareStatement: Secret, phone: Device) = Settings(
    baseUrl = baseUrl,
    serviceProvider = "REF30",
    softwareStatement = softwareStatement,
    // R22: where the code stands for the television, the phone says nothing of itself.
    headers = phone.headers(Sender.SECONDARY_APPLICATION),
)
