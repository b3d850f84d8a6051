"""Fetches every file of the open data from a program of our own, over listings made up for it, and reads them as those who
use them do: the models of data·inclusion, JSON Schema, GeoJSON, RDF, a spreadsheet, Arrow. `make test-open-data` runs it."""

import csv
import datetime
import decimal
import gzip
import hashlib
import io
import json
import re
import subprocess
import sys
import tempfile
import threading
import urllib.error
import urllib.request
from pathlib import Path

import geojson
import openpyxl
import pyarrow.parquet
import rdflib
from data_inclusion.schema.v1 import Service, Structure
from jsonschema import Draft202012Validator
from rdflib.namespace import DCAT, DCTERMS, FOAF, RDF

SERVICES = 60
FORMATS = ["csv", "json", "parquet"]
SPDX = rdflib.Namespace("http://spdx.org/rdf/terms#")


class Site:
    """A program that serves a database, until it is left."""

    def __init__(self, program, *arguments):
        command = [program, "serve", "--addr", "127.0.0.1:0", *arguments]
        self.process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
        self.address = None
        for line in self.process.stderr:
            found = re.search(r"serving .* on (http://\S+)", line)
            if found:
                self.address = found.group(1)
                break
        if self.address is None:
            raise SystemExit("the program does not serve")
        # Its log goes on: nobody may wait for a full pipe.
        threading.Thread(target=self.process.stderr.read, daemon=True).start()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait(timeout=40)

    def fetch(self, name, **headers):
        request = urllib.request.Request(f"{self.address}/donnees/{name}", headers=headers)
        with urllib.request.urlopen(request, timeout=60) as answer:
            body = answer.read()
            packed = answer.headers.get("content-encoding") == "gzip"
            return gzip.decompress(body) if packed else body

    def status(self, name, **headers):
        try:
            self.fetch(name, **headers)
        except urllib.error.HTTPError as error:
            return error.code
        return 200


def rows_of(text):
    reader = csv.DictReader(io.StringIO(text.decode("utf-8"), newline=""), strict=True)
    rows = list(reader)
    assert all(None not in row and None not in row.values() for row in rows), "a line has other cells than the header"
    return reader.fieldnames, rows


def checksums(site):
    files = {}
    for line in site.fetch("SHA256SUMS").decode().splitlines():
        checksum, name = line.split("  ")
        files[name] = site.fetch(name, **{"Accept-Encoding": "gzip"})
        assert hashlib.sha256(files[name]).hexdigest() == checksum, name
        assert site.status(name, **{"If-None-Match": f'"{checksum}"'}) == 304, name
    return files


def tables(files):
    schema = json.loads(files["schema.json"])
    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER)
    _, dictionary = rows_of(files["dictionnaire.csv"])
    package = json.loads(files["table-schema.json"])
    book = openpyxl.load_workbook(io.BytesIO(files["services.xlsx"]), read_only=True)
    for table, resource in zip(["services", "tarifs"], package["resources"], strict=True):
        names = [line["colonne"] for line in dictionary if line["table"] == table]
        document = json.loads(files[f"{table}.json"])
        errors = [error.message for error in validator.iter_errors(document)]
        assert not errors, errors[:5]
        header, lines = rows_of(files[f"{table}.csv"])
        assert header == names == [field["name"] for field in resource["schema"]["fields"]], table
        assert len(lines) == len(document[table]) > 0, table
        for line, value in zip(lines, document[table], strict=True):
            assert list(value) == names, table
            for name in names:
                assert same(line[name], value[name]), (table, name, line[name], value[name])
        key = resource["schema"]["primaryKey"]
        assert len({tuple(line[name] for name in key) for line in lines}) == len(lines), f"{table}: two lines have one key"
        sheet = list(book[table].iter_rows(values_only=True))
        assert list(sheet[0]) == names and len(sheet) == len(lines) + 1, f"{table} in the workbook"
        for cells, line in zip(sheet[1:], lines, strict=True):
            assert [cell is None for cell in cells] == [line[name] == "" for name in names], f"{table}: unknown in the workbook"
        columns = pyarrow.parquet.read_table(io.BytesIO(files[f"{table}.parquet"]))
        assert columns.column_names == names and columns.num_rows == len(lines), f"{table}.parquet"
        for line, row in zip(lines, columns.to_pylist(), strict=True):
            for name in names:
                assert in_columns(line[name], row[name]), (table, name, line[name], row[name])
    assert len(json.loads(files["dictionnaire.json"])["colonnes"]) == len(dictionary)
    return lines


def same(cell, value):
    """A cell of a CSV and the same value in JSON."""
    if value is None:
        return cell == ""
    if isinstance(value, bool):
        return cell == ("true" if value else "false")
    if isinstance(value, list):
        return cell == ("|".join(value) if value else "aucun")
    if isinstance(value, float):
        return decimal.Decimal(cell) == decimal.Decimal(repr(value))
    return cell.removeprefix("'") == str(value).removeprefix("'")


def in_columns(cell, value):
    if value is None or isinstance(value, bool):
        return same(cell, value)
    if isinstance(value, decimal.Decimal):
        return decimal.Decimal(cell) == value
    if isinstance(value, datetime.date):
        return cell == value.isoformat()
    return same(cell, value)


def points(files):
    for name in ["services.geojson", "zones.geojson"]:
        collection = geojson.loads(files[name])
        assert collection["type"] == "FeatureCollection" and collection["features"], name
        assert collection.is_valid, (name, collection.errors())
        for feature in collection["features"]:
            assert feature["id"] and "properties" in feature and "geometry" in feature, name


def data_inclusion(files):
    document = json.loads(files["data-inclusion.json"])
    strict = {"ignore_warnings": False}
    structures = [Structure.model_validate(structure, context=strict, extra="forbid") for structure in document["structures"]]
    services = [Service.model_validate(service, context=strict, extra="forbid") for service in document["services"]]
    ids = {structure.id for structure in structures}
    assert len(ids) == len(structures) == len(services) > 0
    assert all(service.structure_id in ids and service.contact_nom_prenom is None for service in services)
    return len(services)


def catalogue(files, address):
    graph = rdflib.Graph().parse(data=files["catalogue.jsonld"], format="json-ld")
    needed = {
        DCAT.Catalog: [DCTERMS.title, DCTERMS.description, DCTERMS.publisher, DCAT.dataset],
        DCAT.Dataset: [DCTERMS.title, DCTERMS.description, DCTERMS.publisher, DCTERMS.license, DCAT.distribution],
        DCAT.Distribution: [DCAT.accessURL, DCAT.downloadURL, DCTERMS.license, DCAT.byteSize, SPDX.checksum],
        FOAF.Agent: [FOAF.name],
    }
    for kind, properties in needed.items():
        subjects = list(graph.subjects(RDF.type, kind))
        assert subjects, f"the catalogue has no {kind}"
        for subject in subjects:
            for wanted in properties:
                assert (subject, wanted, None) in graph, f"{subject} has no {wanted}"
    for distribution in graph.subjects(RDF.type, DCAT.Distribution):
        assert str(distribution).startswith(address), distribution
        content = files[str(distribution).rsplit("/", 1)[1]]
        assert int(graph.value(distribution, DCAT.byteSize)) == len(content), distribution
        checksum = graph.value(graph.value(distribution, SPDX.checksum), SPDX.checksumValue)
        assert str(checksum).lower() == hashlib.sha256(content).hexdigest(), distribution


def dated(site, files):
    today = datetime.date.today()
    for table in ["services", "tarifs"]:
        for form in FORMATS:
            assert site.fetch(f"{table}-{today}.{form}") == files[f"{table}.{form}"], (table, form)
            assert site.fetch(f"{table}-{today:%Y-%m}.{form}"), (table, form)
    _, then = rows_of(site.fetch(f"services-{today:%Y-%m}.csv"))
    _, now = rows_of(files["services.csv"])
    renamed = [line["nom"] for line in now if line["nom"].endswith(" RENOMME")]
    assert len(renamed) == 1 and not any(line["nom"].endswith(" RENOMME") for line in then)
    next_year = today.replace(day=1) + datetime.timedelta(days=366)
    assert site.status(f"services-{next_year:%Y-%m}.csv") == 404


def demonstration(program, folder):
    with Site(program, "--demonstration", "--database-url", f"sqlite:{folder}/demonstration.sqlite") as site:
        for name in ["services.csv", "services.json", "catalogue.jsonld", "data-inclusion.json", "SHA256SUMS"]:
            assert site.status(name) == 404, name


def main(program, example):
    with tempfile.TemporaryDirectory() as folder:
        database = f"sqlite:{folder}/published.sqlite"
        subprocess.run([example, database, str(SERVICES)], check=True)
        with Site(program, "--database-url", database) as site:
            files = checksums(site)
            tables(files)
            points(files)
            count = data_inclusion(files)
            catalogue(files, site.address)
            dated(site, files)
        demonstration(program, folder)
    print(f"open data: {len(files)} files are read, {count} services by the models of data·inclusion; the demonstration has none")


if __name__ == "__main__":
    main(*map(str, map(Path.resolve, map(Path, sys.argv[1:3]))))
