# A door that only the cluster's nodes may use.

resource "aws_security_group" "this" {
  # checkov:skip=CKV2_AWS_5: attached by the modules that take its id
  name        = var.name
  description = "Port ${var.port}, from the cluster alone"
  vpc_id      = var.vpc_id
}

resource "aws_vpc_security_group_ingress_rule" "cluster" {
  security_group_id            = aws_security_group.this.id
  referenced_security_group_id = var.cluster_security_group_id
  description                  = "The platform's processes"
  ip_protocol                  = "tcp"
  from_port                    = var.port
  to_port                      = var.port
}
