"""When deployments and automations are set up again."""

from flows.orchestration.set_up import digest_of


def test_a_changed_file_sets_up_again_and_another_folder_does_not(tmp_path):
    def digest(folder: str, *, source: str = "ALERTS = 4\n", notify: str | None = None) -> str:
        (tmp_path / folder).mkdir(exist_ok=True)
        files = [tmp_path / folder / name for name in ("prefect.yaml", "automations.py")]
        for file, content in zip(files, ("name: dyadwire\n", source), strict=True):
            file.write_text(content)
        return digest_of(files, notify_url=notify)

    first = digest("here")
    assert digest("there") == first
    assert digest("here", source="ALERTS = 5\n") != first
    assert digest("here", notify="http://127.0.0.1:1/") != first
