-- Ids are UUIDs as text, times nanoseconds since 1970 UTC, lists and maps JSON. `added` rises from row to row in the order they came.
-- What lists and filters read is narrow and apart from the long texts, so that a scan stays short.

call SYSCS_UTIL.SYSCS_SET_DATABASE_PROPERTY('derby.storage.pageSize', '8192');

create table asset (
    id char(36) not null constraint asset_pk primary key,
    version integer not null,
    added bigint not null,
    kind varchar(16) not null,
    path varchar(4096) not null,
    file_name varchar(512) not null,
    search_text varchar(32000) not null,
    sha256 char(64) not null,
    bytes bigint not null,
    mime varchar(255) not null,
    width integer,
    height integer,
    seconds double,
    codecs varchar(1024) not null,
    theme varchar(255) not null,
    rating integer not null,
    approved smallint not null, -- 0 or 1: how EclipseLink writes a boolean on Derby
    parent char(36),
    fingerprint varchar(64),
    prompt varchar(4096),
    created bigint not null
);
create index asset_created on asset (created desc, added desc);
create index asset_kind on asset (kind, created desc);
create index asset_theme on asset (theme, created desc);
create index asset_approved on asset (approved, created desc);
create index asset_sha256 on asset (sha256);
create index asset_fingerprint on asset (fingerprint);
create index asset_parent on asset (parent);
create index asset_file_name on asset (file_name);

create table asset_tag (
    asset_id char(36) not null constraint asset_tag_asset references asset on delete cascade,
    tag varchar(255) not null,
    constraint asset_tag_pk primary key (asset_id, tag)
);
create index asset_tag_tag on asset_tag (tag, asset_id);

create table asset_detail (
    asset_id char(36) not null constraint asset_detail_pk primary key
        constraint asset_detail_asset references asset on delete cascade,
    metadata clob not null,
    lineage clob,
    generator clob
);

create table job (
    id char(36) not null constraint job_pk primary key,
    version integer not null,
    added bigint not null,
    batch char(36) not null,
    recipe clob not null,
    input_path varchar(4096) not null,
    asset char(36),
    output_folder varchar(4096),
    state varchar(20) not null,
    priority varchar(10) not null,
    attempts integer not null,
    outputs clob not null,
    notes clob not null,
    problem clob,
    submitted bigint not null,
    started bigint,
    finished bigint,
    change_number bigint not null
);
create index job_added on job (added desc);
create index job_state on job (state, added desc);
create index job_batch on job (batch, added);

create table pack (
    id char(36) not null constraint pack_pk primary key,
    version integer not null,
    added bigint not null,
    name varchar(512) not null,
    description clob not null,
    theme varchar(255) not null,
    author varchar(1024) not null,
    licence varchar(20) not null,
    assets clob not null,
    state varchar(20) not null,
    zip varchar(4096),
    created bigint not null,
    exported bigint
);
create index pack_name on pack (name);
