/// The jobs of the Single Sign-On Service, one method each.
extension Driver {
    /// Gets a service token for a person, or renews the one that is kept where it is time; calls carry it from then on.
    ///
    /// `ask` is asked for another link code where one was refused. Ends in `Outcome.serviceTokenReady` or
    /// `Outcome.withoutSingleSignOn`, and throws as ``run(_:isolation:ask:)`` does.
    public func serviceToken(
        for person: Person? = nil, isolation: isolated (any Actor)? = #isolation,
        ask: (Question) async -> Event? = { _ in nil }
    ) async throws -> Outcome {
        try await run(.serviceToken(installation: installation, person: person), isolation: isolation, ask: ask)
    }

    /// Gets a link code; `show` returns when the viewer has typed it on the other device or gives up, and `Event.newCode` gets
    /// another. Ends in `Outcome.linkFinished` or `Outcome.withoutSingleSignOn`.
    public func linkDevice(
        isolation: isolated (any Actor)? = #isolation, show: (Question) async -> Event?
    ) async throws -> Outcome {
        try await run(.linkDevice(installation: installation), isolation: isolation) { question in
            await show(question) ?? .finished
        }
    }

    /// Gets the devices of the sign-in, for a viewer who looks: `Outcome.devices` or `Outcome.withoutSingleSignOn`.
    public func listDevices() async throws -> Outcome {
        try await run(.listDevices(installation: installation)) { _ in nil }
    }

    /// Takes devices out of the sign-in, by their ids in the list: `Outcome.unlinked` or `Outcome.withoutSingleSignOn`.
    public func unlinkDevices(_ devices: [Secret]) async throws -> Outcome {
        try await run(.unlinkDevices(installation: installation, devices: devices)) { _ in nil }
    }
}
