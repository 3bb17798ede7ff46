import TVPass

/// A phone on which a person signs in for a television.
func phoneSettings(baseUrl: String, softwareStatement: Secret, phone: any Device) throws -> ClientSettings {
    ClientSettings(
        baseUrl: baseUrl, serviceProvider: "REF30", softwareStatement: softwareStatement,
        // R22: where the code stands for the television, the phone says nothing of itself.
        headers: try Headers(of: phone, sender: .secondaryApplication))
}
