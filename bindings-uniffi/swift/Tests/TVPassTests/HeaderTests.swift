import Foundation
import XCTest

@testable import TVPass

/// `headers/`, `saml.json` and `urls.json`: what the caller has, what is sent, and back.
final class HeaderTests: XCTestCase {
    func testEveryDeviceIsDescribedAsItsVectorSays() throws {
        try judge("device_info", deviceInfo, deviceInfoHeader(info:), readDeviceInfo(value:)) { sortedJson(neutral($0 as Any)) }
    }

    func testEveryDeviceIsIdentifiedAsItsVectorSays() throws {
        try judge(
            "device_identifier", { Redacted($0.bytes("id")) }, deviceIdentifierHeader(id:),
            readDeviceIdentifier(value:)
        ) { $0 }
    }

    func testEveryStatusOfAFrameworkIsToldAsItsVectorSays() throws {
        try judge(
            "partner_framework_status", status, partnerFrameworkStatusHeader(status:),
            readPartnerFrameworkStatus(value:)
        ) { sortedJson(neutral($0 as Any)) }
        for vector in try Vectors.cases("headers/partner_framework_status.json") where vector.has("valid") {
            let now = Date(millisecondsSince1970: try XCTUnwrap(vector.number("now")))
            vector.expect("valid", status(vector).isValid(now: now))
        }
    }

    func testEveryIdentityForTemporaryAccessIsToldAsItsVectorSays() throws {
        try judge("temp_pass_identity", keys, tempPassIdentityHeader(keys:), readTempPassIdentity(value:)) { $0 }
    }

    func testATokenBecomesTheHeaderThatItsVectorSays() throws {
        for vector in try Vectors.cases("headers/authorization.json") {
            vector.expect("value", try bearerHeader(accessToken: Redacted(vector.text("token"))).reveal())
        }
    }

    func testTheIdOfAPlatformIsHashedAsItsVectorSays() throws {
        for vector in try Vectors.cases("platform_ids.json") {
            let expected = vector.has("error") ? nil : Redacted(vector.bytes("id"))
            XCTAssertEqual(deviceIdentifierOfPlatform(platformId: vector.text("platformId")), expected, vector.name)
        }
    }

    func testASamlAnswerIsPreparedAsItsVectorSays() throws {
        for vector in try Vectors.cases("saml.json") {
            vector.expect("value", try encodeSamlResponse(saml: Redacted(vector.text("saml"))).reveal())
        }
    }

    func testAUrlOfTheServiceLeadsWhereItsVectorSays() throws {
        for vector in try Vectors.cases("urls.json") {
            let resolve = { try resolveUrl(baseUrl: vector.text("base"), url: vector.text("url")) }
            if vector.has("error") {
                vector.expect("error", refusal(vector.name, resolve)?.inVectors["kind"] ?? "none")
            } else {
                vector.expect("resolved", try resolve())
            }
        }
    }

    /// `form` is what is compared of a value: a name of the wire stands for the same as its case.
    private func judge<Own, Form: Equatable>(
        _ header: String, _ own: (Case) -> Own, _ write: (Own) throws -> Secret, _ read: (Secret) throws -> Own,
        form: (Own) -> Form
    ) throws {
        for vector in try Vectors.cases("headers/\(header).json") {
            let value = vector.optionalText("value").map { Redacted($0) }
            if vector.has("error") {
                let error = refusal(vector.name) { () -> Any in
                    if let value { try read(value) as Any } else { try write(own(vector)) as Any }
                }
                vector.expect("error", error?.inVectors ?? [:])
                continue
            }
            XCTAssertEqual(form(try read(XCTUnwrap(value))), form(own(vector)), vector.name)
            if !vector.has("decodeOnly") {
                XCTAssertEqual(try write(own(vector)), value, vector.name)
            }
        }
    }

    private func deviceInfo(_ vector: Case) -> DeviceInfo {
        let fields = vector.part("fields")
        func number(_ name: String) -> UInt32? { fields.number(name).flatMap(UInt32.init(exactly:)) }
        func named<T>(_ name: String, _ value: (String) -> T) -> T? { fields.optionalText(name).map(value) }
        return DeviceInfo(
            primaryHardwareType: named("primaryHardwareType", HardwareType.other(text:)), model: fields.optionalText("model"),
            version: fields.optionalText("version"), manufacturer: fields.optionalText("manufacturer"),
            vendor: fields.optionalText("vendor"), osName: named("osName", OsName.other(text:)), osFamily: named("osFamily", OsFamily.other(text:)),
            osVendor: named("osVendor", OsVendor.other(text:)), osVersion: fields.optionalText("osVersion"),
            browserName: named("browserName", BrowserName.other(text:)), browserVendor: named("browserVendor", BrowserVendor.other(text:)),
            browserVersion: fields.optionalText("browserVersion"), userAgent: fields.optionalText("userAgent"),
            displayWidth: number("displayWidth"), displayHeight: number("displayHeight"),
            displayPpi: number("displayPpi"),
            diagonalScreenSize: (fields.members["diagonalScreenSize"] as? NSNumber)?.doubleValue,
            connectionIp: fields.optionalText("connectionIp"), connectionPort: number("connectionPort"),
            connectionSecure: fields.members["connectionSecure"] as? Bool,
            connectionType: fields.optionalText("connectionType"), applicationId: fields.optionalText("applicationId"))
    }

    private func status(_ vector: Case) -> PartnerFrameworkStatus {
        let fields = vector.part("fields")
        func error(_ name: String) -> FrameworkError? {
            guard fields.has(name) else { return nil }
            return FrameworkError(
                code: fields.part(name).optionalText("code"), message: fields.part(name).optionalText("message"))
        }
        return PartnerFrameworkStatus(
            accessStatus: .other(text: fields.text("accessStatus")), permissionError: error("permissionError"),
            providerId: fields.optionalText("providerId"),
            expirationDate: fields.number("expirationDate").map(Date.init(millisecondsSince1970:)),
            providerError: error("providerError"))
    }

    private func keys(_ vector: Case) -> [TempPassKey] {
        let keys = vector.members["keys"] as? [[String]] ?? []
        return keys.map { TempPassKey(name: $0[0], value: Redacted($0[1])) }
    }
}
