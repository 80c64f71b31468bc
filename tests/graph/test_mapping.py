"""The declaration holds together, and one that does not is refused."""

from __future__ import annotations

from importlib.resources import files
from typing import Any

import pytest
import yaml

from loaders.graph.mapping import MappingError, mapping, parse
from loaders.graph.schema import constraints, indexes, schema_text

TEXT = (files("loaders.graph") / "mapping.yaml").read_text(encoding="utf-8")


def changed(change: Any) -> str:
    data = yaml.safe_load(TEXT)
    change(data)
    return yaml.safe_dump(data)


def test_every_label_has_a_unique_uri() -> None:
    assert {name.split("_")[1] for name in constraints(mapping())} == {n.label for n in mapping().nodes}
    assert all("REQUIRE n.uri IS UNIQUE" in statement for statement in constraints(mapping()).values())


def test_indexes_stand_on_declared_properties() -> None:
    for name in indexes(mapping()):
        _, label, *rest = name.split("_")
        node, prop = mapping().node(label), "_".join(rest)
        known = {"review", "name", "words"} | {n for p in node.properties for n in p.names}
        assert prop in known, name


def test_every_class_property_and_relationship_is_explained() -> None:
    m = mapping()
    for owner in (*m.nodes, *m.relationships):
        assert len(owner.says) > 5
        assert all(len(p.says) > 3 for p in owner.properties), owner
    text = schema_text()
    for node in m.nodes:
        assert f"(:{node.label}" in text
        assert all(f"`{name}`" in text for p in node.properties for name in p.names)
    assert all(f"[:{r.type}]" in text for r in m.all_relationships())
    assert all(f"`{label}`" in text for label in m.schemes.values())


def test_every_controlled_field_of_the_sheet_has_a_scheme_in_the_graph() -> None:
    from loaders.sheet import VOCABULARIES

    assert set(VOCABULARIES.values()) <= set(mapping().schemes)


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (
            lambda d: d["nodes"]["Death"]["properties"].update(uri={"term": "cr:x", "says": "hidden"}),
            "hides what every node has",
        ),
        (lambda d: d["nodes"]["Death"].update(caption="{nothing}"), "a property 'nothing' that it does not have"),
        (lambda d: d["nodes"]["Death"].update(groups=["nobody"]), "unknown group 'nobody'"),
        (lambda d: d["nodes"]["Death"].update({"class": "xx:Death"}), "unknown prefix 'xx'"),
        (lambda d: d["nodes"]["Death"].update({"class": "cr:Review"}), "twice"),
        (lambda d: d["nodes"]["Death"].update(scope="nobody's"), "unknown scope"),
        (lambda d: d["nodes"]["Death"].update(colour="red"), "unknown key 'colour'"),
        (lambda d: d["nodes"]["Death"]["properties"]["date"].update(type="moment"), "unknown type 'moment'"),
        (lambda d: d["nodes"]["Death"]["properties"]["method"].update(concept="weapon"), "unknown scheme 'weapon'"),
        (lambda d: d["nodes"]["Death"]["properties"]["date"].update(relationship="ON"), "no scheme"),
        (
            lambda d: d["nodes"]["Death"]["properties"].update({"a b": {"term": "cr:x", "says": "two words"}}),
            "unquoted",
        ),
        (lambda d: d["relationships"][0].update(to=["Nowhere"]), "unknown label 'Nowhere'"),
        (lambda d: d["relationships"][0].update(node="cr:Evidence"), "either a term or a node"),
        (lambda d: d["relationships"][-1].pop("through"), "`through` must name"),
        (lambda d: d["relationships"][-1].pop("target"), "no source or no target"),
    ],
)
def test_a_declaration_that_contradicts_itself_is_refused(change: Any, says: str) -> None:
    with pytest.raises(MappingError, match=says):
        parse(changed(change))
