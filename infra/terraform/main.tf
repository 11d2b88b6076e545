provider "aws" {
  region = var.region

  default_tags {
    tags = merge({ application = "comanda", deployment = var.name }, var.tags)
  }
}

module "access" {
  source   = "./modules/access"
  for_each = { database = 5432, redis = 6379 }

  name                      = "${var.name}-${each.key}"
  port                      = each.value
  vpc_id                    = var.vpc_id
  cluster_security_group_id = var.cluster_security_group_id
}

module "database" {
  source = "./modules/database"

  name                = var.name
  subnet_ids          = var.private_subnet_ids
  security_group_id   = module.access["database"].security_group_id
  instance_class      = var.database_instance_class
  storage_gb          = var.database_storage_gb
  backup_days         = var.backup_days
  deletion_protection = var.deletion_protection
}

module "redis" {
  source = "./modules/redis"

  name              = var.name
  subnet_ids        = var.private_subnet_ids
  security_group_id = module.access["redis"].security_group_id
  node_type         = var.redis_node_type
}

module "uploads" {
  source = "./modules/uploads"

  name          = var.name
  force_destroy = !var.deletion_protection
}
