# Pictures and logos, each under its tenant's own prefix; nobody reads them but the platform.

resource "aws_s3_bucket" "this" {
  # checkov:skip=CKV_AWS_18: reads go through the platform, which logs them
  # checkov:skip=CKV2_AWS_62: nothing waits for news of a picture
  # checkov:skip=CKV_AWS_144: pictures of menus; old versions are kept, a second region is the operator's choice
  bucket_prefix = "${var.name}-uploads-"
  force_destroy = var.force_destroy
}

resource "aws_s3_bucket_public_access_block" "this" {
  bucket                  = aws_s3_bucket.this.id
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_s3_bucket_versioning" "this" {
  bucket = aws_s3_bucket.this.id

  versioning_configuration {
    status = "Enabled"
  }
}

resource "aws_kms_key" "this" {
  # checkov:skip=CKV2_AWS_64: the default policy leaves the key to the account's own permissions
  description         = "${var.name}: uploads at rest"
  enable_key_rotation = true
}

resource "aws_s3_bucket_server_side_encryption_configuration" "this" {
  bucket = aws_s3_bucket.this.id

  rule {
    bucket_key_enabled = true

    apply_server_side_encryption_by_default {
      sse_algorithm     = "aws:kms"
      kms_master_key_id = aws_kms_key.this.arn
    }
  }
}

resource "aws_s3_bucket_lifecycle_configuration" "this" {
  bucket = aws_s3_bucket.this.id

  rule {
    id     = "forget-old-versions"
    status = "Enabled"

    filter {}

    noncurrent_version_expiration {
      noncurrent_days = 30
    }

    abort_incomplete_multipart_upload {
      days_after_initiation = 2
    }
  }
}

data "aws_iam_policy_document" "pods" {
  statement {
    # An erased tenant's files go with all their versions.
    actions   = ["s3:GetObject", "s3:PutObject", "s3:DeleteObject", "s3:DeleteObjectVersion"]
    resources = ["${aws_s3_bucket.this.arn}/*"]
  }

  statement {
    actions   = ["s3:ListBucket", "s3:ListBucketVersions"]
    resources = [aws_s3_bucket.this.arn]
  }

  statement {
    actions   = ["kms:Decrypt", "kms:GenerateDataKey"]
    resources = [aws_kms_key.this.arn]
  }
}

resource "aws_iam_policy" "pods" {
  name_prefix = "${var.name}-uploads-"
  policy      = data.aws_iam_policy_document.pods.json
}
