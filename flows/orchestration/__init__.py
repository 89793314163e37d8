"""What only Prefect needs: tasks, artifacts, events, assets, automations. It imports Prefect, which takes seconds."""
