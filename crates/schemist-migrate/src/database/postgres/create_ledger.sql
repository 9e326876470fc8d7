CREATE TABLE IF NOT EXISTS __schemist_ledger (
    version VARCHAR(50) PRIMARY KEY NOT NULL,
    up_checksum VARCHAR(64),
    down_checksum VARCHAR(64),
    applied_at TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP,
    duration_ms BIGINT NOT NULL,
    tool_version VARCHAR(50) NOT NULL,
    state VARCHAR(20) NOT NULL,
    statements_done BIGINT NOT NULL,
    statements_checksum VARCHAR(64),
    before_next VARCHAR(64),
    statements TEXT,
    batch_progress TEXT
)
