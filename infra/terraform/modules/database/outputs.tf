output "url" {
  value     = "postgresql://${aws_db_instance.this.username}:${random_password.this.result}@${aws_db_instance.this.endpoint}/${aws_db_instance.this.db_name}?sslmode=require"
  sensitive = true
}
