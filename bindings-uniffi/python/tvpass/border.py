"""The way over the border to the library: whole pieces of bytes, each taken or given by one call.

UniFFI's own code asks the library for room, writes and reads field by field through ctypes, which costs more than what crosses.
"""

from __future__ import annotations

import ctypes
import importlib
import struct
from typing import Any

from tvpass.lists import unread

# By name, since type checkers read stubs in which its inner parts are not.
generated: Any = importlib.import_module("tvpass.generated.tvpass")

_library = generated._UniffiLib
_Buffer = generated._UniffiRustBuffer
_Status = generated._UniffiRustCallStatus
_check = generated._uniffi_check_call_status
_length = struct.Struct(">i").unpack_from


class Taken:
    """Bytes that the library gave, read from the front."""

    __slots__ = ("data", "last", "offset")

    def __init__(self, data: bytes, last: Any = None) -> None:
        self.data = data
        self.offset = 0
        #: The list behind which nothing stands, so that it need not be read to be passed over.
        self.last = last

    def read(self, size: int) -> bytes:
        start = self.offset
        self.offset = end = start + size
        return self.data[start:end]

    def read_u8(self) -> int:
        start = self.offset
        self.offset = start + 1
        return self.data[start]

    def read_text(self) -> str:
        start = self.offset + 4
        self.offset = end = start + _length(self.data, start - 4)[0]
        return str(self.data[start:end], "utf-8")

    def read_boolean(self) -> bool:
        start = self.offset
        self.offset = start + 1
        return self.data[start] != 0

    def finish(self) -> None:
        if self.offset != len(self.data):
            raise generated.InternalError("the library and its generated code are of different versions")


def _reads(code: str) -> Any:
    form = struct.Struct(code)
    size, unpack = form.size, form.unpack_from

    def read(self: Taken) -> Any:
        start = self.offset
        self.offset = start + size
        return unpack(self.data, start)[0]

    return read


class Given:
    """Bytes for the library, which are handed over when they are all there."""

    __slots__ = ("_data",)

    def __init__(self) -> None:
        self._data = bytearray()

    def write(self, value: Any) -> None:
        self._data += value

    def finalize(self) -> Any:
        data = bytes(self._data)
        size = len(data)
        status = _Status()
        buffer = _library.ffi_tvpass_uniffi_rustbuffer_alloc(size, ctypes.byref(status))
        _check(None, status)
        buffer.len = size
        ctypes.memmove(buffer.data, data, size)
        return buffer


def _writes(code: str) -> Any:
    pack = struct.Struct(code).pack

    def write(self: Given, value: Any) -> None:
        self._data += pack(value)

    return write


for _name, _code in {
    "i8": ">b", "i16": ">h", "u16": ">H", "i32": ">i", "u32": ">I", "i64": ">q", "u64": ">Q", "float": ">f", "double": ">d",
}.items():
    setattr(Taken, f"read_{_name}", _reads(_code))
for _name, _code in {
    "i8": ">b", "u8": ">B", "i16": ">h", "u16": ">H", "i32": ">i", "u32": ">I", "i64": ">q", "u64": ">Q",
    "float": ">f", "double": ">d",
}.items():
    setattr(Given, f"write_{_name}", _writes(_code))


def _take(buffer: Any) -> bytes:
    """The bytes of a buffer of the library, which is freed."""
    data = ctypes.string_at(buffer.data, buffer.len) if buffer.len else b""
    status = _Status()
    _library.ffi_tvpass_uniffi_rustbuffer_free(buffer, ctypes.byref(status))
    _check(None, status)
    return data


def _lift(cls: Any, buffer: Any) -> Any:
    taken = Taken(_take(buffer))
    value = cls.read(taken)
    taken.finish()
    return value


def _lower(cls: Any, value: Any) -> Any:
    given = Given()
    cls.write(value, given)
    return given.finalize()


def _lift_text(buffer: Any) -> str:
    return str(_take(buffer), "utf-8")


def _lower_text(value: str) -> Any:
    given = Given()
    given.write(value.encode())
    return given.finalize()


def _later(item: Any, taken: Any) -> Any:
    """The list that stands last in what was taken."""
    read = item.read
    return unread(taken.read_i32(), lambda: read(taken))


def _lift_configuration(cls: Any, buffer: Any) -> Any:
    return cls.read(Taken(_take(buffer), _Mvpds))


_Mvpds = generated._UniffiFfiConverterSequenceTypeMvpd
_read_mvpds = _Mvpds.read


def _mvpds(buf: Taken) -> Any:
    return _later(generated._UniffiFfiConverterTypeMvpd, buf) if buf.last is _Mvpds else _read_mvpds(buf)


def _join() -> None:
    """Puts these in the place of the generated code's own."""
    generated._UniffiConverterRustBuffer.lift = classmethod(_lift)
    generated._UniffiConverterRustBuffer.lower = classmethod(_lower)
    generated._UniffiFfiConverterBoolean.read = staticmethod(Taken.read_boolean)
    text = generated._UniffiFfiConverterString
    text.read = staticmethod(Taken.read_text)
    text.lift = staticmethod(_lift_text)
    text.lower = staticmethod(_lower_text)
    generated._UniffiFfiConverterTypeConfiguration.lift = classmethod(_lift_configuration)
    _Mvpds.read = staticmethod(_mvpds)
    for name, converter in list(vars(generated).items()):
        item = vars(generated).get(name.replace("Sequence", "", 1))
        if name.startswith("_UniffiFfiConverterSequence") and item is not None:
            converter.lift = classmethod(lambda cls, buffer, item=item: _later(item, Taken(_take(buffer))))


_join()
