"""Texts in other encodings, with broken letters or marks that nobody sees, are read as they were meant, and it is said."""

import pytest

from amend.errors import ReadError
from amend.formats.mangled import decoded, mended

TEXT = "leave out “may” and insert “must – £5”\n"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (TEXT.encode(), ()),
        (TEXT.replace("\n", "\r\n").encode(), ()),
        (TEXT.encode("utf-16"), ("it was read as UTF-16",)),
        (b"\xfe\xff" + TEXT.encode("utf-16-be"), ("it was read as UTF-16",)),
        (TEXT.encode("utf-16-le"), ("it was read as UTF-16",)),
        (TEXT.encode("utf-16-be"), ("it was read as UTF-16",)),
        (TEXT.encode("cp1252"), ("it is not UTF-8, and was read as Windows-1252",)),
    ],
)
def test_the_encoding_is_told_from_the_bytes(data, said):
    assert decoded(data, place="pasted.txt") == (TEXT, said)


@pytest.mark.parametrize("data", [b"eel \x81 \x8d", b"\xff\xfee", b"\x90\x9d\n"])
def test_what_is_in_no_known_encoding_is_refused(data):
    with pytest.raises(ReadError):
        decoded(data, place="pasted.txt")


@pytest.mark.parametrize(
    ("broken", "right"),
    [
        ("â€œdutyâ€\u009d", "“duty”"),
        ("â€œdutyâ€ here", "“duty” here"),
        ("the keeperâ€™s", "the keeper’s"),
        ("insertâ€”", "insert—"),
        ("Â£5", "£5"),
        ("cafÃ©", "café"),
        ("must\u200b act", "must act"),
        ("for\u00adbids", "forbids"),
        ("for\u00ad", "for-"),
        ("\ufeffeel\u2060s", "eels"),
    ],
)
def test_broken_letters_are_put_right_and_what_does_not_show_is_left_out(broken, right):
    text, notes = mended(broken)
    assert text == right
    assert notes or broken == "for\u00ad"


@pytest.mark.parametrize("text", ["“duty”", "café – naïve", "Ångström", "£5 and €6", "â Â Ã", ""])
def test_a_sound_text_is_left_as_it_is(text):
    assert mended(text) == (text, ())


@pytest.mark.parametrize(
    ("broken", "said"),
    [
        ("leave out â€œeelsâ€\x9d now", "â€œ is “ (an opening quotation mark)"),
        ("leave out â€œeelsâ€ now", "â€ is ” (a closing quotation mark)"),
        ("the ownerâ€™s pond", "â€™ is ’ (an apostrophe or closing single mark)"),
        ("insertâ€”", "â€” is — (an em dash)"),
        ("a fee of Â£5", "Â£ is £"),
        ("a cafÃ© by the pond", "Ã© is é"),
    ],
)
def test_what_was_put_right_is_named_so_that_it_can_be_read(broken, said):
    _, (note,) = mended(broken)
    assert said in note
    assert "““" not in note
